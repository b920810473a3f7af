// A surface whose light is already in its texture. Nothing is computed but the tone curve, so it costs next to nothing on any machine.

#import bevy_pbr::forward_io::VertexOutput

@group(#{MATERIAL_BIND_GROUP}) @binding(0) var radiance: texture_2d<f32>;
@group(#{MATERIAL_BIND_GROUP}) @binding(1) var radiance_sampler: sampler;
@group(#{MATERIAL_BIND_GROUP}) @binding(2) var<uniform> gain: vec4<f32>;

#ifdef TONEMAP_IN_SHADER
// The neutral tone mapper of the Khronos group, which the camera is set to: colours below the shoulder stay as they are.
fn neutral(linear: vec3<f32>) -> vec3<f32> {
    let shoulder = 0.76;
    let low = min(linear.r, min(linear.g, linear.b));
    let offset = select(0.04, low - 6.25 * low * low, low < 0.08);
    let colour = linear - offset;
    let peak = max(colour.r, max(colour.g, colour.b));
    if peak < shoulder {
        return colour;
    }
    let room = 1.0 - shoulder;
    let pressed = 1.0 - room * room / (peak + room - shoulder);
    let pale = 1.0 - 1.0 / (0.15 * (peak - pressed) + 1.0);
    return mix(colour * (pressed / peak), vec3<f32>(pressed), pale);
}
#endif

@fragment
fn fragment(in: VertexOutput) -> @location(0) vec4<f32> {
    var colour = gain.rgb;
#ifdef VERTEX_UVS_A
    colour *= textureSample(radiance, radiance_sampler, in.uv).rgb;
#endif
#ifdef TONEMAP_IN_SHADER
    colour = neutral(colour);
#endif
    return vec4<f32>(colour, 1.0);
}
