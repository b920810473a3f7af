// Brings the picture of the room from its own resolution onto the output: soft enlargement, a little sharpening, a faint vignette.

#import bevy_pbr::forward_io::VertexOutput

@group(#{MATERIAL_BIND_GROUP}) @binding(0) var stage: texture_2d<f32>;
@group(#{MATERIAL_BIND_GROUP}) @binding(1) var stage_sampler: sampler;
// x: strength of sharpening, y: strength of the vignette, z, w: size of one stage pixel in texture coordinates.
@group(#{MATERIAL_BIND_GROUP}) @binding(2) var<uniform> settings: vec4<f32>;

@fragment
fn fragment(in: VertexOutput) -> @location(0) vec4<f32> {
    var colour = textureSample(stage, stage_sampler, in.uv).rgb;
#ifdef SHARPEN
    let dx = vec2<f32>(settings.z, 0.0);
    let dy = vec2<f32>(0.0, settings.w);
    let around = textureSample(stage, stage_sampler, in.uv - dx).rgb + textureSample(stage, stage_sampler, in.uv + dx).rgb
        + textureSample(stage, stage_sampler, in.uv - dy).rgb + textureSample(stage, stage_sampler, in.uv + dy).rgb;
    colour = max(colour + settings.x * (colour - 0.25 * around), vec3<f32>(0.0));
#endif
    let off = in.uv - vec2<f32>(0.5);
    colour *= 1.0 - settings.y * dot(off, off);
    return vec4<f32>(colour, 1.0);
}
